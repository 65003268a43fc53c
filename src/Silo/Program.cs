Console.WriteLine("silo"); 
